import type { Line } from '../help/lines.ts';

export const rule = (line: Line): string => line.name;
