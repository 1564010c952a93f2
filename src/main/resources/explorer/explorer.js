// Chats and embeddings are served by another listener, which this page may not call.
const elsewhere = /^\/v1\/(chat|embeddings)\b/;

SwaggerUIBundle({
  url: '/v1/openapi.json',
  dom_id: '#explorer',
  deepLinking: true,
  persistAuthorization: false,
  validatorUrl: null,
  plugins: [
    () => ({
      statePlugins: {
        spec: {
          wrapSelectors: {
            allowTryItOutFor: () => (state, path) => !elsewhere.test(path)
          }
        }
      }
    })
  ]
});
