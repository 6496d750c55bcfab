export const plain = (text: string): string => text;
