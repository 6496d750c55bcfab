import { connect } from '../../database/connect.ts';

export type Saved = { pair: string };
export const savePair = (saved: Saved): unknown => [connect(), saved];
