import { oneOf, type Schema } from './closed.js';

export const portNumber: Schema = { type: 'integer', minimum: 1, maximum: 65_535 };

/** IANA_SVC_NAME: 15 characters at most, with a letter among them. */
export const portName: Schema = {
  type: 'string',
  pattern: '^(?=.*[a-z])(?!.*--)[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$',
};

/** A port by its number or its name; '8080' is neither. */
export const portReference: Schema = { if: { type: 'integer' }, then: portNumber, else: portName };

export const protocol = oneOf('TCP');
