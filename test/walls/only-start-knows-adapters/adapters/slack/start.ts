export type Payload = { type: string };
export const start = (): void => undefined;
