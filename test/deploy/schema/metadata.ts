import { closed, type Schema } from './closed.js';

/** Values of labels and annotations must be quoted in YAML where they look like something else. */
const texts: Schema = { type: 'object', additionalProperties: { type: 'string' } };

const label = '([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)';

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ */
export const labels: Schema = {
  type: 'object',
  minProperties: 1,
  propertyNames: { pattern: `^([a-z0-9.-]{1,253}/)?${label}$` },
  additionalProperties: { type: 'string', pattern: `^${label}?$` },
};

/** RFC 1123. */
export const objectName: Schema = { type: 'string', pattern: '^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$' };

export const metadata = closed({ name: objectName }, { namespace: objectName, labels, annotations: texts });

export const templateMetadata = closed({ labels }, { annotations: texts });

/** Empty, it stands for everything. */
export const labelSelector = closed({}, { matchLabels: labels });
