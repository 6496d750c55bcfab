export type Bot = { name: string };
export const bot: Bot = { name: '' };
