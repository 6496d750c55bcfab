import '../../src/main.ts';
