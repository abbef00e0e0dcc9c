import { describeLeakPrograms } from '../../heapsnapshot/support/describe-leak-programs.js';
import { HEALTHY_PROGRAMS, LEAK_PROGRAMS } from '../../heapsnapshot/support/leak-programs.js';

describeLeakPrograms([...LEAK_PROGRAMS, ...HEALTHY_PROGRAMS]);
