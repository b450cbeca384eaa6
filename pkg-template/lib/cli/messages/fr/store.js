// Ce que dit `sne-cotation store`, en français.

export default {
  "store.summary": "affiche de quoi créer la table par laquelle des processus partagent un jeton et un quota",
  "store.description":
    "Affiche, en SQL, de quoi créer la table dont se sert postgresStore, de sne-cotation/store/postgres. On peut " +
    "l'exécuter de nouveau : ce qui existe reste. Redis, SQLite et les Durable Objects n'ont besoin de rien. Rien " +
    "n'est envoyé.",
  "store.value.engine": "moteur",
  "store.operand.engine": "postgres",
  "store.value.table": "nom",
  "store.option.table": "une autre table, comme dans l'option table de postgresStore (par défaut : sne_cotation_cells)",
  "store.engine": "seul PostgreSQL a besoin d'une table : sne-cotation store postgres",
};
