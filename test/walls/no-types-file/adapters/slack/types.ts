export type Payload = { type: string };
