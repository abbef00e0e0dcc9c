import { compareWithGo } from './compare-with-go.js';

compareWithGo(300);
