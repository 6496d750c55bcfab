export const draw = (): string => 'blocks';
