import { laneOf } from './lane.ts';

export const first = (): string => laneOf('talk');
