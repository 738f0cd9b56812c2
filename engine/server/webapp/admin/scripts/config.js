export default {
  app: { name: 'مدیریت کاربران', vendor: 'شرکت توزیع نیروی برق استان قم –' },
  locales: { availableLocales: [ 'fa' ], fallbackLocale: 'fa' },
  customScripts: [ '../persian/persian' ],
  disableWelcomeMessage: true,
};
