# The app in a container: docker build -t hwocr . && docker run --rm -p 8501:8501 hwocr
FROM python:3.12-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1

WORKDIR /app

# On its own, so that it is installed anew only when it changes.
COPY requirements.txt .
RUN pip install -r requirements.txt

COPY . .

# The app writes nothing but temporary files and needs no rights.
RUN useradd --create-home --uid 10001 reader
USER reader

EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
CMD ["streamlit", "run", "app.py", "--server.address=0.0.0.0", "--server.port=8501", "--server.headless=true", "--server.fileWatcherType=none"]
