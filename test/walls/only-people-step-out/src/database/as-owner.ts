export const asOwner = (work: () => void): void => work();
