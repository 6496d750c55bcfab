import { draw } from '../slack/draw.ts';

export const room = (): string => draw();
