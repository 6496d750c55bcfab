import { asOwner } from '../database/as-owner.ts';

export const connectWorkspaces = (): void => asOwner(() => undefined);
