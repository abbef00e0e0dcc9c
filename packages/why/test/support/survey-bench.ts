import { type Canaries, createCanaries, type Root } from '../../src/probe/canaries.js';
import { createChains } from '../../src/probe/chains.js';
import { type Collections, createCollections } from '../../src/probe/collections.js';
import { createEntrySearch } from '../../src/probe/entry-search.js';
import { createLookups } from '../../src/probe/lookups.js';
import { createPlaces } from '../../src/probe/places.js';
import { createSealedQueue } from '../../src/probe/sealed-queue.js';
import { createSurvey, type Survey } from '../../src/probe/survey.js';
import type { SurveyFacts } from '../../src/probe/survey-facts.js';
import { createWalk, type Walk } from '../../src/probe/walk.js';
import { createWalkNodes } from '../../src/probe/walk-nodes.js';
import { ownValues } from './own-values.js';

const URL = 'file:///app.js';

export interface SurveyBench {
  readonly canaries: Canaries;
  readonly collections: Collections;
  readonly survey: Survey;
  /** Takes in a call that returned this. */
  readonly call: (returned: unknown) => void;
  /** Walks from these variables of a module to the end, and hands the walk to the survey. */
  readonly walkFrom: (variables: object, root?: Partial<Root>) => void;
  readonly walkNear: () => void;
  readonly newWalk: () => Walk;
  readonly confirmed: () => SurveyFacts;
}

/** The parts of the probe that watch, on objects of this process. */
export function surveyBench(): SurveyBench {
  const values = ownValues();
  const mine = new WeakSet<object>();
  const canaries = createCanaries(values, mine, globalThis);
  const places = createPlaces();
  const lookups = createLookups(values);
  const collections = createCollections(values, places);
  const survey = createSurvey({
    values,
    canaries,
    places,
    collections,
    lookups,
    chains: createChains(values, places, lookups),
    search: createEntrySearch(values, mine),
  });
  const newWalk = (): Walk =>
    createWalk(
      { values, canaries, mine, createWalkNodes, createSealedQueue },
      {
        maxNodes: 50_000,
        readsWeakMaps: true,
        sameFunctions: { inCollections: 12, elsewhere: 40 },
      },
    );
  const finish = (walk: Walk): void => {
    while (walk.step(5).left > 0);
    survey.settle(walk);
  };
  return {
    canaries,
    collections,
    survey,
    newWalk,
    call: (returned) => void canaries.take({ returned, constructs: false, frames: [] }),
    walkFrom(variables, more = {}) {
      const walk = newWalk();
      for (const [label, value] of Object.entries(variables)) {
        const root = { label, url: URL, rank: 0, isSteady: false, value: value as object, ...more };
        canaries.addRoot(root);
        walk.addRoot(root);
      }
      finish(walk);
    },
    walkNear() {
      const walk = newWalk();
      collections.addNear(walk);
      finish(walk);
    },
    confirmed() {
      while (survey.confirm(5));
      return survey.facts(false);
    },
  };
}
