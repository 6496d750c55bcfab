export type Card = { name: string };
