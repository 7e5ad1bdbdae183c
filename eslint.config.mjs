import { readFileSync } from 'node:fs';
import js from '@eslint/js';
import jupyter from '@jupyter/eslint-plugin';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { drawing, zones } from './labextension/layers.mjs';

/**
 * The rules that go by the types of values are oxlint's, which needs a tenth of the time for them.
 * None that typescript-eslint recommends may be missing there.
 */
const rulesOf = configs => configs.flatMap(({ rules = {} }) => Object.keys(rules));
const untyped = new Set(rulesOf(tseslint.configs.recommended));
const typed = rulesOf(tseslint.configs.recommendedTypeChecked)
  .filter(rule => rule.startsWith('@typescript-eslint/') && !untyped.has(rule))
  .map(rule => rule.replace('@', '').replace('typescript-eslint', 'typescript'));
const [{ rules }] = JSON.parse(readFileSync(new URL('.oxlintrc.json', import.meta.url))).overrides;
const missing = typed.filter(rule => rules[rule] !== 'error');
if (missing.length > 0) {
  throw new Error(`.oxlintrc.json lacks rules: ${missing.join(', ')}`);
}

export default defineConfig([
  {
    ignores: [
      'jupyter_interview/',
      'labextension/lib/',
      'node_modules/',
      '.venv/',
      '.demo/',
      '.cache/',
      'build/',
      'dist/'
    ]
  },
  js.configs.recommended,
  {
    rules: {
      curly: ['error', 'all'],
      eqeqeq: 'error',
      'prefer-arrow-callback': 'error'
    }
  },
  {
    files: ['**/*.{cjs,mjs}'],
    languageOptions: { globals: globals.node }
  },
  {
    files: ['labextension/style/*.js'],
    languageOptions: { sourceType: 'module', globals: globals.browser }
  },
  {
    files: ['labextension/**/*.{ts,tsx,mts}'],
    extends: [tseslint.configs.recommended, jupyter.configs.recommended],
    plugins: { jupyter, 'react-hooks': reactHooks },
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname }
    },
    rules: {
      '@typescript-eslint/naming-convention': [
        'error',
        { selector: 'interface', format: ['PascalCase'], custom: { regex: '^I[A-Z]', match: true } }
      ],
      '@typescript-eslint/no-unused-vars': ['error', { args: 'none' }],
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error'
    }
  },
  {
    // Nothing is extracted from them.
    files: ['**/*.spec.{ts,tsx}'],
    rules: { 'jupyter/incorrect-translator-usage': 'off' }
  },
  {
    files: ['labextension/src/**/*.{ts,tsx}'],
    ignores: ['**/*.spec.{ts,tsx}'],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.d.ts'] })]
    },
    rules: { 'import-x/no-restricted-paths': ['error', { zones }] }
  },
  {
    files: ['labextension/src/{contract,model,runner}/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: drawing }] }
  },
  {
    files: ['labextension/src/backends/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [...drawing, '!@jupyterlab/coreutils', '!@jupyterlab/services'] }
      ]
    }
  }
]);
