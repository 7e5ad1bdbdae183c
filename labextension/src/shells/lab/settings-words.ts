/**
 * The words of our settings, as Lab's editor of settings shows them. Lab's server translates them by
 * language packs alone; what no pack has said is said here by our own catalogues.
 */
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { TranslationBundle } from '@jupyterlab/translation';

const LABEL = 'jupyter.lab.setting-icon-label';

/** The contexts in which Lab's language packs keep these words. */
type Context = 'schema' | 'settings';

/** What the registry is to do with the settings that it has fetched. */
export function inOwnWords(trans: TranslationBundle): ISettingRegistry.IPlugin.Transform {
  const say = (context: Context, text: string): string =>
    // eslint-disable-next-line jupyter/no-dynamic-translation -- extracted from the schema
    trans._p(context, text);
  const described = <T extends ISettingRegistry.IProperty>(told: T, context: Context): T => ({
    ...told,
    ...(told.title !== undefined && { title: say(context, told.title) }),
    ...(told.description !== undefined && { description: say(context, told.description) })
  });
  return plugin => {
    const { schema } = plugin;
    const label = schema[LABEL];
    const properties = Object.entries(schema.properties ?? {}).map(
      ([name, property]) => [name, described(property, 'settings')] as const
    );
    return {
      ...plugin,
      schema: {
        ...described(schema, 'schema'),
        ...(label !== undefined && { [LABEL]: say('settings', label) }),
        properties: Object.fromEntries(properties)
      }
    };
  };
}
