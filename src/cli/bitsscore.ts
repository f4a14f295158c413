/** `| bitsscore` for checks and lab: the program that ships, over the bytes of its protocol. */
import type { LabOptions } from '../lab/index.js';
import type { AnyCommand, ExternalCommand } from '../spl/index.js';

const NAME = 'bitsscore';

/** What a search may say of it, and which fields it makes of that. */
export async function bitsscoreSyntax(): Promise<AnyCommand> {
  const [{ externalCommand }, { bitsscore, readSettings, tunedScorer }] = await Promise.all([import('../spl/index.js'), import('../searchcommand/index.js')]);
  const command = bitsscore(tunedScorer(readSettings([])));
  return externalCommand({
    name: NAME,
    about: 'Scores what a row says about Windows BITS jobs.',
    adds: (args) => {
      const session = command(args);
      const columns = 'problems' in session ? [] : session.columns;
      return { names: columns.map(({ name }) => name), multivalue: columns.filter(({ several }) => several).map(({ name }) => name) };
    },
    refuses: (args) => {
      const session = command(args);
      return 'problems' in session ? `${NAME}: ${session.problems.join('; ')}` : undefined;
    },
  });
}

/** The program for the searches of an app, tuned by its conf files. Nothing is loaded before a search calls it. */
export function externalCommands(texts: ReadonlyMap<string, string>): LabOptions['findExternal'] {
  const program: ExternalCommand = async (args, rows, warn) => {
    const [{ chunkedCommand }, { bitsscore, readSettings, serveBytes, tunedScorer }] = await Promise.all([import('../lab/index.js'), import('../searchcommand/index.js')]);
    const files = ['default', 'local'].map((folder) => ({ name: `${folder}/${NAME}.conf`, text: texts.get(`${folder}/${NAME}.conf`) ?? '' }));
    const command = bitsscore(tunedScorer(readSettings(files)));
    return chunkedCommand(NAME, (sent) => serveBytes(sent, command).output)(args, rows, warn);
  };
  return (name) => (name === NAME ? program : undefined);
}
