/** Views of the content's dashboards: a Dashboard Studio definition inside the XML that Splunk keeps views in. */
import type { AppFile } from '../read/index.js';
import type { EmitContext } from './context.js';

export function dashboardFiles({ content, app }: EmitContext): AppFile[] {
  const prefix = app.prefix.toLowerCase().replace(/\W+/g, '_');
  return content.dashboards.map(({ stem, name, description, definition }) => ({
    path: `default/data/ui/views/${prefix}__${stem.replace(/\W/g, '_')}.xml`,
    content: [
      '<dashboard version="2" theme="light">',
      `  <label>${escape(name)}</label>`,
      `  <description>${escape(description)}</description>`,
      `  <definition><![CDATA[\n${definition.trim()}\n  ]]></definition>`,
      '</dashboard>',
      '',
    ].join('\n'),
  }));
}

/** Text of an XML element; characters that XML does not know are left out. */
function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
