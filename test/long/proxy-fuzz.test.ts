import process from 'node:process';
import { fuzzBothWays } from '../proxy/reference/fuzz-both-ways.js';

/** HEAPTIDE_FUZZ_SEED repeats a run; without it every run tries other inputs. */
fuzzBothWays({
  seed: Number(process.env.HEAPTIDE_FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31)),
  cases: Number(process.env.HEAPTIDE_FUZZ_CASES ?? 100_000),
});
