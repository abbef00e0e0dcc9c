import { describeRandomGraphs } from '../../heapsnapshot/support/describe-random-graphs.js';

describeRandomGraphs(100);
