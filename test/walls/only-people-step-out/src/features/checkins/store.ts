import { asOwner } from '../../database/as-owner.ts';

export const saveForAnybody = (): void => asOwner(() => undefined);
