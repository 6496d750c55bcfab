import { TeamsInfo } from 'botbuilder';

export const info = TeamsInfo;
