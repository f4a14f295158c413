/** app.manifest, schema 2.0.0: what Splunk's packaging tools and Cloud read. */
import type { EmitContext } from './context.js';

export function manifest({ app, day }: EmitContext): string {
  const nothing = { name: null, text: null, uri: null };
  const value = {
    schemaVersion: '2.0.0',
    info: {
      title: app.label,
      id: { group: null, name: app.id, version: app.version },
      author: [{ name: app.author, email: app.email, company: app.company }],
      releaseDate: day,
      description: app.description,
      classification: { intendedAudience: 'IT Security', categories: ['Security, Fraud & Compliance'], developmentStatus: 'Production/Stable' },
      commonInformationModels: null,
      license: nothing,
      privacyPolicy: nothing,
      releaseNotes: { name: 'README', text: './README.md', uri: null },
    },
    dependencies: null,
    tasks: null,
    inputGroups: null,
    incompatibleApps: null,
    platformRequirements: null,
    supportedDeployments: ['_standalone', '_distributed', '_search_head_clustering'],
    targetWorkloads: ['_search_heads'],
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
