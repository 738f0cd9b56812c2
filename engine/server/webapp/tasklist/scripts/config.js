export default {
  app: { name: 'کارتابل', vendor: 'شرکت توزیع نیروی برق استان قم –' },
  locales: { availableLocales: [ 'fa' ], fallbackLocale: 'fa' },
  customScripts: [ '../persian/persian' ],
  disableWelcomeMessage: true,
};
