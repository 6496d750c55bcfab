export type Connection = { open: boolean };
export const connect = (): Connection => ({ open: true });
