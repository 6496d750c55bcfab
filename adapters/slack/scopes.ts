/** What an install asks a workspace for; manifest/slack/manifest.json asks for the same. */
export const scopes = [
  'app_mentions:read',
  'chat:write',
  'commands',
  'im:history',
  'im:write',
  'users:read',
] as const;
