import type { Bot } from '../../src/bot.ts';
import { bot } from '../../src/bot.ts';
import { plain } from '../../src/chat/card.ts';
import { config } from '../../src/config.ts';

export const start = (given: Bot): unknown => [given, bot, config, plain('')];
