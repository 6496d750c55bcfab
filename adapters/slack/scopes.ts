/** What an install asks a workspace for; manifest/slack/manifest.json asks for the same. */
export const scopes = [
  'app_mentions:read',
  'channels:read',
  'chat:write',
  'commands',
  'groups:read',
  'im:history',
  'im:write',
  'users:read',
  'users:read.email',
] as const;
