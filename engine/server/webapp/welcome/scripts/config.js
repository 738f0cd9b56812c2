export default {
  app: { name: 'برنامه‌ها', vendor: 'شرکت توزیع نیروی برق استان قم –' },
  locales: { availableLocales: [ 'fa' ], fallbackLocale: 'fa' },
  customScripts: [ '../persian/persian' ],
  links: [],
  disableWelcomeMessage: true,
};
