import '../../src/main.js';
