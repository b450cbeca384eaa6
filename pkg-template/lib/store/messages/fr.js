// Ce que les stores refusent, en français : message et conseil. Les clés sont celles de en.js.

export const fr = {
  options: ["Les options de {store} ne sont pas un objet.", "Donnez un objet d'options, ou ne donnez rien."],
  "option-unknown": [
    "L'option « {option} » n'existe pas ({store}).",
    "Corrigez-la ou retirez-la. Options connues : {known}.",
  ],
  "redis-client": [
    "redisStore n'a pas reçu de client Redis : il n'a pas de méthode eval.",
    "Donnez le client de votre programme : new Redis(…) d'ioredis, ou await createClient(…).connect() de node-redis.",
  ],
  "redis-shape": [
    'L\'option « shape » de redisStore n\'est ni "ioredis" ni "node-redis".',
    "Ne la donnez pas avec ces deux paquets. Pour un autre client, dites duquel des deux son eval a la forme.",
  ],
  "redis-answer": [
    "Le client Redis ne répond pas comme le fait l'eval d'ioredis ou de node-redis.",
    'Donnez l\'option shape : "ioredis" si eval prend (script, 1, clé, …), "node-redis" s\'il prend ' +
      "(script, { keys, arguments }).",
  ],
  "postgres-client": [
    "postgresStore n'a pas reçu de client PostgreSQL : il n'a ni query ni unsafe.",
    "Donnez le pool de votre programme : new Pool(…) de pg, ou postgres(…) de postgres.js.",
  ],
  "postgres-table": [
    "L'option « table » de postgresStore n'est pas un nom de table.",
    "Minuscules, chiffres et tirets bas, précédés du schéma s'il y en a un : « cells », « cotation.cells ».",
  ],
  "postgres-absent": [
    "La table {table} n'est pas dans la base.",
    "Créez-la une fois, avec ce qu'affiche la commande : npx sne-cotation store postgres | psql. Le rôle du " +
      "programme a besoin de select, insert, update et delete sur elle.",
  ],
  "sqlite-database": [
    "sqliteStore n'a reçu ni le chemin d'un fichier, ni une base ouverte.",
    "Donnez un chemin, ou la base de votre programme : de node:sqlite, de bun:sqlite ou de better-sqlite3.",
  ],
  "sqlite-absent": [
    "Cet environnement n'a pas de SQLite pour ouvrir un fichier.",
    "Prenez Node 22.13 ou ultérieur, Bun ou Deno, ou donnez une base ouverte : sqliteStore(new Database(chemin)) de " +
      "better-sqlite3.",
  ],
  "sqlite-open": [
    "Le fichier n'a pas pu être ouvert comme base SQLite : {cause}",
    "Donnez le chemin d'un fichier dans un dossier existant où l'on peut écrire, sur un disque de cette machine.",
  ],
  "cloudflare-namespace": [
    "durableObjectStore n'a pas reçu de liaison vers des Durable Objects : il lui manque idFromName et get.",
    'Donnez env.NOM, où NOM est la liaison de wrangler.json dont class_name est "SneStore".',
  ],
  "cloudflare-answer": [
    "Le Durable Object ne répond pas comme SneStore (statut {status}).",
    'Liez la classe qu\'exporte sne-cotation/store/cloudflare : class_name "SneStore".',
  ],
  "conformance-create": [
    "storeConformance a besoin d'une fonction create qui donne un store.",
    "Par exemple : storeConformance({ create: () => monStore(client) }).",
  ],
};
