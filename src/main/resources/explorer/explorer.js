// Chats and embeddings are served by another listener, on this host as far as anybody here knows.
const here = (server) => {
  const gateway = server.variables?.gateway;
  if (gateway) {
    gateway.default = gateway.default.replace('//localhost:', `//${location.hostname}:`);
  }
};

fetch('/v1/openapi.json')
  .then((response) => response.json())
  .then((spec) => {
    Object.values(spec.paths).forEach((path) => (path.servers ?? []).forEach(here));
    SwaggerUIBundle({
      spec,
      dom_id: '#explorer',
      deepLinking: true,
      persistAuthorization: false,
      validatorUrl: null
    });
  });
