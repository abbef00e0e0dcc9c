import { closed, exactly, text, type Schema } from './closed.js';

const version: Schema = { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$' };

export const chart = closed({
  apiVersion: exactly('v2'),
  name: text,
  description: text,
  type: exactly('application'),
  version,
  appVersion: version,
  kubeVersion: text,
});
