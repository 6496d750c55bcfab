import { lines } from '../help/lines.ts';
import { rule } from './rules.ts';

export const answer = (): unknown => [lines, rule];
