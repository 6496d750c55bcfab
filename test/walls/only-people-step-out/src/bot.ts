import { asOwner } from './database/as-owner.ts';

asOwner(() => undefined);
