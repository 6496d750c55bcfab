export type Line = { name: string };
export const lines: readonly Line[] = [];
