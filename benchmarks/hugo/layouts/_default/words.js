window.words={{ site.Data.languages | jsonify }};
