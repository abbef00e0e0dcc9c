/** Fewer of them; test/long has a hundred. */
import { describeRandomGraphs } from './support/describe-random-graphs.js';

describeRandomGraphs(8);
