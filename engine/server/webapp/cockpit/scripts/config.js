export default {
  app: { name: 'پایش فرایندها', vendor: 'شرکت توزیع نیروی برق استان قم –' },
  locales: { availableLocales: [ 'fa' ], fallbackLocale: 'fa' },
  customScripts: [ '../persian/persian' ],
  disableWelcomeMessage: true,
};
