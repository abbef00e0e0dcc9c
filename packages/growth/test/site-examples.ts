import type { SyntheticSite } from './synthetic-series.js';

export const forEver = (): number => Infinity;

export const leak: SyntheticSite = { name: 'newSession', arrivals: () => 5, lifetime: forEver };

export const inFlight: SyntheticSite = {
  name: 'readBody',
  arrivals: () => 20,
  lifetime: (_, random) => random() * 3,
};
export const ring: SyntheticSite = { name: 'ringPush', arrivals: () => 10, lifetime: () => 4 };
export const startUp: SyntheticSite = {
  name: 'loadModule',
  arrivals: (round) => (round === 0 ? 60 : 0),
  lifetime: forEver,
};
export const warmUp: SyntheticSite = {
  name: 'fillCache',
  arrivals: (round) => (round < 4 ? 25 : 0),
  lifetime: forEver,
};
export const healthy = [inFlight, ring, startUp, warmUp];
