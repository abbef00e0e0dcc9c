import { mergeProfiles, selectSampleType, subtractBase, topFunctions } from '@heaptide/profile';
import { renderTopText } from '@heaptide/report';
import { readCaptures } from '@heaptide/targets';
import type { Command } from '../command.js';

interface TopArguments {
  targets: string[];
  base: string | undefined;
  'sample-type': string | undefined;
  'node-count': number;
}

/** Lists the functions that hold most of a profile; several profiles are merged. */
export const topCommand: Command<TopArguments> = {
  usage: 'top <targets..>',
  describe: 'List the functions that hold most of a profile',
  examples: [
    ['$0 top http://127.0.0.1:6060', 'what is live now'],
    ['$0 top after.pb.gz --base before.pb.gz', 'what came in between'],
  ],
  positionals: {
    targets: {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'files, directories or URLs',
    },
  },
  options: {
    base: { type: 'string', describe: 'profile to subtract' },
    'sample-type': { type: 'string', describe: 'such as inuse_objects' },
    'node-count': { alias: 'n', type: 'number', default: 20, describe: 'rows to show' },
  },
  async run(args, { stdout }) {
    const read = async (targets: string[]) =>
      mergeProfiles((await readCaptures(targets)).map(({ capture }) => capture.profile));
    const profile = await read(args.targets);
    const shown = args.base === undefined ? profile : subtractBase(profile, await read([args.base]));
    const wanted = args['sample-type'];
    const sampleType = shown.sampleTypes[selectSampleType(shown, wanted)]!;
    const top = topFunctions(shown, { sampleType: sampleType.type });
    stdout.write(renderTopText(top, { sampleType, rows: args['node-count'] }));
    return 0;
  },
};
