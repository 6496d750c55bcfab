import { draw } from '../slack/draw.ts';

export const drawCard = (): string => draw();
