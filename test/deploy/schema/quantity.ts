import type { Schema } from './closed.js';

/** Bytes: 128Mi, 1Gi or 134217728. `128MB` is none, and `128m` would be an eighth of a byte. */
export const memory: Schema = { type: 'string', pattern: '^[1-9][0-9]*(Ki|Mi|Gi|k|M|G)?$' };

/** Cores: 50m, 0.5 or 2. */
export const cpu: Schema = { type: 'string', pattern: '^([1-9][0-9]*m|[0-9]+(\\.[0-9]+)?)$' };
