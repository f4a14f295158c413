// ts-jest only transpiles here; types are the job of `npm run lint`. ESM needs node --experimental-vm-modules (package.json).
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, diagnostics: false }] },
  testTimeout: 120_000,
  // Jest leaves a core alone, which is half of a small machine.
  maxWorkers: '100%',
};
