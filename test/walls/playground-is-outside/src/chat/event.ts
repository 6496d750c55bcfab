export type Event = { kind: string };
