using System.Collections.Frozen;

namespace Alur.Host.Refusals;

/// <summary>Every kind of refusal the host can answer: one table, so that statuses and texts can be read and compared in one place.</summary>
public static class ProblemKinds
{
    /// <summary>The body or query cannot be read at all.</summary>
    public static readonly ProblemKind Malformed = new("malformed-request", 400, "Permintaan tidak dapat dibaca",
        "Isi permintaan bukan JSON yang sah, memuat jenis nilai yang salah, atau memuat karakter yang tidak diterima. Perbaiki bentuknya menurut /openapi, lalu kirim lagi.");

    /// <summary>Nobody is signed in.</summary>
    public static readonly ProblemKind NotSignedIn = new("not-signed-in", 401, "Anda belum masuk",
        "Masuklah lewat /masuk, atau kirim token dengan kepala Authorization: Bearer. Sesi berakhir juga bila akun dinonaktifkan atau kata sandi diganti.");

    /// <summary>Wrong user name or password; says no more, so that accounts cannot be listed by trying.</summary>
    public static readonly ProblemKind SignInFailed = new("sign-in-failed", 401, "Nama pengguna atau kata sandi salah",
        "Periksa nama pengguna dan kata sandi. Akun yang dinonaktifkan juga dijawab demikian. Administrator dapat membuat tautan undangan baru.");

    /// <summary>The password was right; a code is wanted too.</summary>
    public static readonly ProblemKind CodeRequired = new("code-required", 401, "Kode langkah kedua diperlukan",
        "Akun ini memakai verifikasi dua langkah. Kirim ulang permintaan dengan 'code': enam angka dari aplikasi autentikator, atau satu kode pemulihan yang belum dipakai.");

    /// <summary>The code of the second step is not good.</summary>
    public static readonly ProblemKind CodeWrong = new("code-wrong", 401, "Kode langkah kedua salah",
        "Kode salah, kedaluwarsa, atau sudah dipakai; tiap kode berlaku sekali. Tunggu kode berikutnya, dan periksa jam telepon. Bila telepon hilang, pakai kode pemulihan.");

    /// <summary>The sign-in server knows the person; no account here is open to him.</summary>
    public static readonly ProblemKind ExternalSignInFailed = new("external-sign-in-failed", 403, "Tidak dapat masuk lewat server kantor",
        "Akun Alur dihubungkan dengan server masuk oleh pemiliknya sendiri pada halaman Akun saya, atau oleh Administrator; alamat surel yang sama saja tidak cukup.");

    /// <summary>Nothing is open to this person before the second factor is set up.</summary>
    public static readonly ProblemKind SecondFactorRequired = new("second-factor-required", 403, "Pasang verifikasi dua langkah dahulu",
        "Administrator mewajibkan verifikasi dua langkah bagi peran Anda. Masuk dengan peramban dan pasang pada /akun/dua-langkah; token program berlaku lagi setelah itu.");

    /// <summary>The roles of the actor do not include this command, or the step belongs to another role.</summary>
    public static readonly ProblemKind Forbidden = new("forbidden", 403, "Anda tidak berwenang",
        "Peran Anda tidak mencakup tindakan ini, atau langkah ini milik pelaksana lain. Minta Supervisor menugaskan langkahnya, atau Administrator mengubah peran Anda.");

    /// <summary>An unsafe request by cookie without proof that it comes from this site.</summary>
    public static readonly ProblemKind CrossSite = new("cross-site-request", 403, "Permintaan dari situs lain ditolak",
        "Permintaan yang mengubah data dengan cookie harus datang dari halaman situs ini sendiri. Program sebaiknya memakai token Bearer.");

    /// <summary>There is no such thing, or not for this actor; the two are deliberately the same answer.</summary>
    public static readonly ProblemKind NotFound = new("not-found", 404, "Tidak ditemukan",
        "Yang diminta tidak ada, atau bukan untuk Anda. Periksa nomornya.");

    /// <summary>The address exists, but not with this method.</summary>
    public static readonly ProblemKind MethodNotAllowed = new("method-not-allowed", 405, "Metode tidak didukung",
        "Alamat ini ada, tetapi tidak dengan metode HTTP tersebut. Lihat /openapi.");

    /// <summary>Somebody else holds the task.</summary>
    public static readonly ProblemKind AlreadyClaimed = new("already-claimed", 409, "Tugas sudah diambil",
        "Orang lain lebih dahulu mengambil tugas ini; namanya ada pada 'holderName'. Ambil tugas lain, atau minta Supervisor mengalihkannya.");

    /// <summary>Somebody else has seen to the step's being late.</summary>
    public static readonly ProblemKind AlreadyAcknowledged = new("already-acknowledged", 409, "Sudah ditangani",
        "Orang lain lebih dahulu menyatakan keterlambatan ini sudah ditangani; namanya ada pada 'acknowledgedByName'. Yang dicatatnya tidak ditimpa.");

    /// <summary>The task, ticket or step is not in the state that the command needs.</summary>
    public static readonly ProblemKind WrongState = new("wrong-state", 409, "Keadaan tidak sesuai",
        "Tindakan ini memerlukan keadaan lain; 'expected' menyebut yang diperlukan dan 'actual' keadaan sekarang. Muat ulang tiketnya.");

    /// <summary>Somebody else changed the same ticket again and again while this command tried.</summary>
    public static readonly ProblemKind Contended = new("contended", 409, "Sedang diubah orang lain",
        "Tiket ini terus-menerus diubah pihak lain ketika permintaan diproses. Tidak ada yang berubah; kirim lagi.");

    /// <summary>The caller's <c>If-Match</c> names a revision that is no longer the current one.</summary>
    public static readonly ProblemKind Stale = new("stale", 412, "Data sudah berubah",
        "Revisi pada If-Match sudah bukan yang terbaru. Muat ulang, periksa perubahannya, lalu kirim dengan revisi baru.");

    /// <summary>A change of something that others may change too, without saying which revision it was made from.</summary>
    public static readonly ProblemKind RevisionRequired = new("revision-required", 428, "Revisi wajib disebut",
        "Perubahan ini menggantikan isi yang mungkin sudah diubah orang lain. Kirim kepala If-Match dengan revisi yang Anda baca; 'currentRevision' menyebut revisi sekarang.");

    /// <summary>The body or file is larger than allowed.</summary>
    public static readonly ProblemKind TooLarge = new("too-large", 413, "Terlalu besar",
        "Isi permintaan atau berkas melebihi batas; 'limitBytes' menyebut batasnya. Perkecil atau pecah berkasnya.");

    /// <summary>The content type of the body, or the sniffed type of a file, is not one that is taken.</summary>
    public static readonly ProblemKind UnsupportedType = new("unsupported-type", 415, "Jenis isi tidak diterima",
        "Kirim JSON dengan Content-Type application/json. Berkas dinilai dari isinya, bukan dari namanya; yang diterima: PDF, PNG, JPEG, GIF, WebP, DOCX, XLSX, PPTX, ODT, ZIP, MP4, teks, dan CSV.");

    /// <summary>The body can be read, but its values break a rule; <c>errors</c> says which.</summary>
    public static readonly ProblemKind Invalid = new("invalid-fields", 422, "Ada isian yang salah",
        "Satu atau beberapa isian melanggar aturan; 'errors' menyebut isian dan sebabnya. Tidak ada yang berubah.");

    /// <summary>The same Idempotency-Key with another body.</summary>
    public static readonly ProblemKind IdempotencyMismatch = new("idempotency-mismatch", 422, "Idempotency-Key sudah dipakai",
        "Kunci ini sudah dipakai untuk isi yang lain. Pakai kunci baru untuk permintaan baru; kunci yang sama hanya untuk mengulang permintaan yang sama.");

    /// <summary>A set-up or invitation link that is unknown, used or too old.</summary>
    public static readonly ProblemKind LinkInvalid = new("link-invalid", 410, "Tautan tidak berlaku",
        "Tautan ini sudah dipakai, kedaluwarsa, atau tidak dikenal. Minta Administrator membuat undangan baru; tautan penyiapan baru terbit ketika server dijalankan ulang.");

    /// <summary>A process definition that cannot be taken, published or removed as it is.</summary>
    public static readonly ProblemKind DefinitionRefused = new("definition-refused", 422, "Proses tidak diterima",
        "Definisi proses ini tidak dapat disimpan, diterbitkan, atau dihapus; 'errors' menyebut sebabnya. Tidak ada yang berubah.");

    /// <summary>A change of a definition made on a state that is no longer the newest.</summary>
    public static readonly ProblemKind DefinitionStale = new("definition-stale", 409, "Proses sudah diubah",
        "Orang lain menyimpan proses ini setelah Anda membukanya; 'changedBy' menyebut siapa. Perubahan tidak digabung diam-diam: muat ulang, lalu ulangi perubahan Anda.");

    /// <summary>Too many requests or attempts; <c>Retry-After</c> says how long to wait.</summary>
    public static readonly ProblemKind TooMany = new("too-many-requests", 429, "Terlalu banyak permintaan",
        "Tunggu sebanyak detik pada kepala Retry-After, lalu coba lagi.");

    /// <summary>A defect of the host. The trace id leads to the log; nothing else is told.</summary>
    public static readonly ProblemKind Unexpected = new("unexpected", 500, "Kesalahan pada server",
        "Terjadi kesalahan yang tidak terduga dan perubahan dibatalkan. Sampaikan 'traceId' kepada Administrator.");

    /// <summary>The host is stopping or cannot reach its database.</summary>
    public static readonly ProblemKind Unavailable = new("unavailable", 503, "Server sedang tidak melayani",
        "Server sedang berhenti atau basis datanya belum siap. Coba lagi beberapa saat lagi.");

    /// <summary>All kinds by slug. A test keeps it complete.</summary>
    public static readonly FrozenDictionary<string, ProblemKind> BySlug = new[]
    {
        Malformed, NotSignedIn, SignInFailed, CodeRequired, CodeWrong, SecondFactorRequired, ExternalSignInFailed, Forbidden, CrossSite, NotFound, MethodNotAllowed,
        AlreadyClaimed, AlreadyAcknowledged, WrongState, Contended, Stale, RevisionRequired, TooLarge, UnsupportedType, Invalid, IdempotencyMismatch, LinkInvalid,
        DefinitionRefused, DefinitionStale, TooMany, Unexpected, Unavailable,
    }.ToFrozenDictionary(kind => kind.Slug, StringComparer.Ordinal);
}
