// The process that asks another over its inspector, so that who wants the answer may be stopped or killed at any time.
import { askWhy } from '@heaptide/why';
import { serveAsking } from './serve-asking.js';

serveAsking(askWhy);
