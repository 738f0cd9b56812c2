export default {
  app: { name: 'پایش فرایندها', vendor: 'شرکت توزیع نیروی برق استان قم –' },
  locales: { availableLocales: [ 'fa', 'en' ], fallbackLocale: 'en' },
  customScripts: [ '../persian/persian' ],
  disableWelcomeMessage: true,
};
